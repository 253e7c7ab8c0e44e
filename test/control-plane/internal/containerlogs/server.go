package containerlogs

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apiserver/pkg/util/flushwriter"
	"k8s.io/client-go/kubernetes"
	"k8s.io/cri-client/pkg/logs"
)

// Server serves GET /containerLogs/NAMESPACE/POD/CONTAINER as a kubelet does, with the kubelet's own reader of log files.
//
// A container's log is the first that there is of: Supplied/NAMESPACE/POD/CONTAINER.RUN.log for the run of that number,
// Supplied/NAMESPACE/POD/CONTAINER.log for the newest run, the file inside Supplied that the pod's annotation
// timonel.test/log-file names, and a generated one.
type Server struct {
	client    kubernetes.Interface
	supplied  string
	generated *generated
}

const fileAnnotation = "timonel.test/log-file"

// NewServer makes a server. The folder supplied is the tests' to write, the folder generated is the server's own.
func NewServer(client kubernetes.Interface, supplied, generated string) *Server {
	return &Server{client, supplied, newGenerated(generated)}
}

// Handler returns the routes.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /containerLogs/{namespace}/{pod}/{container}", s.serve)
	return mux
}

func (s *Server) serve(response http.ResponseWriter, request *http.Request) {
	ctx := request.Context()
	container := request.PathValue("container")
	options, previous := optionsOf(request.URL.Query(), time.Now())
	pod, err := s.client.CoreV1().Pods(request.PathValue("namespace")).
		Get(ctx, request.PathValue("pod"), meta.GetOptions{ResourceVersion: "0"})
	if err != nil {
		http.Error(response, err.Error(), http.StatusNotFound)
		return
	}
	run, err := chooseRun(pod, container, previous)
	if err != nil {
		http.Error(response, err.Error(), http.StatusBadRequest)
		return
	}
	source := s.sourceOf(pod, container, run)
	if err := source.catchUp(run, time.Now()); err != nil {
		http.Error(response, err.Error(), http.StatusInternalServerError)
		return
	}
	writer := flushwriter.Wrap(response)
	response.Header().Set("Content-Type", "text/plain")
	response.WriteHeader(http.StatusOK)
	followed := &followed{client: s.client, pod: pod, container: container, run: *run, source: source}
	if options.Follow && run.ended == nil && source.write != nil {
		growing, stop := context.WithCancel(ctx)
		defer stop()
		go followed.grow(growing)
	}
	err = logs.ReadLogs(ctx, source.path, run.containerID, options, followed, writer, writer)
	if err != nil && ctx.Err() == nil {
		fmt.Fprintf(os.Stderr, "log of %s/%s: %v\n", pod.Namespace, pod.Name, err)
	}
}

// source is where a run's log comes from. A supplied file has no write.
type source struct {
	path  string
	write func(of *run, now time.Time) error
	every time.Duration
}

func (s source) catchUp(of *run, now time.Time) error {
	if s.write == nil {
		return nil
	}
	return s.write(of, now)
}

func (s *Server) sourceOf(pod *core.Pod, container string, of *run) source {
	if path := s.suppliedFile(pod, container, of); path != "" {
		return source{path: path}
	}
	text := scriptOf(pod, container, of)
	path := s.generated.path(pod, container, of)
	return source{
		path:  path,
		write: func(of *run, now time.Time) error { return s.generated.catchUp(path, text, of, now) },
		every: min(text.interval, defaultInterval),
	}
}

func (s *Server) suppliedFile(pod *core.Pod, container string, of *run) string {
	folder := filepath.Join(s.supplied, pod.Namespace, pod.Name)
	candidates := []string{filepath.Join(folder, fmt.Sprintf("%s.%d.log", container, of.number))}
	if status := statusOf(pod, container); of.number == int(status.RestartCount) {
		candidates = append(candidates, filepath.Join(folder, container+".log"))
	}
	if named := pod.Annotations[fileAnnotation]; filepath.IsLocal(named) {
		candidates = append(candidates, filepath.Join(s.supplied, named))
	}
	for _, candidate := range candidates {
		if info, err := os.Stat(candidate); err == nil && info.Mode().IsRegular() {
			return candidate
		}
	}
	return ""
}

// optionsOf reads the query that the API server sends. Times come down to whole seconds, as in a kubelet.
func optionsOf(query url.Values, now time.Time) (options *logs.LogOptions, previous bool) {
	options = &logs.LogOptions{Follow: query.Get("follow") == "true", Timestamp: query.Get("timestamps") == "true"}
	if lines, err := strconv.ParseInt(query.Get("tailLines"), 10, 64); err == nil {
		options.TailLines = &lines
	}
	if bytes, err := strconv.ParseInt(query.Get("limitBytes"), 10, 64); err == nil {
		options.LimitBytes = &bytes
	}
	if seconds, err := strconv.ParseInt(query.Get("sinceSeconds"), 10, 64); err == nil {
		options.Since = now.Add(-time.Duration(seconds) * time.Second)
	}
	if since, err := time.Parse(time.RFC3339, query.Get("sinceTime")); err == nil {
		options.Since = since
	}
	return options, query.Get("previous") == "true"
}
