package containerlogs

import (
	"context"
	"sync"
	"time"

	core "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	cri "k8s.io/cri-api/pkg/apis"
	runtime "k8s.io/cri-api/pkg/apis/runtime/v1"
)

// checkEvery bounds how often a followed log asks the API server for its pod.
const checkEvery = 300 * time.Millisecond

// followed plays the container runtime for one followed run: the log's reader asks it whether the container still runs,
// and it reads that from the pod's status.
type followed struct {
	cri.RuntimeService
	client    kubernetes.Interface
	pod       *core.Pod
	container string
	source    source

	mutex   sync.Mutex
	run     run
	isGone  bool
	checked time.Time
}

// ContainerStatus tells the state of the followed run.
func (f *followed) ContainerStatus(ctx context.Context, _ string, _ bool) (*runtime.ContainerStatusResponse, error) {
	state := runtime.ContainerState_CONTAINER_RUNNING
	if f.hasEnded(ctx) {
		state = runtime.ContainerState_CONTAINER_EXITED
	}
	return &runtime.ContainerStatusResponse{Status: &runtime.ContainerStatus{State: state}}, nil
}

// hasEnded asks for the pod at most every checkEvery. When the run has ended, its last lines are written before the
// reader hears of it.
func (f *followed) hasEnded(ctx context.Context) bool {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if f.isGone || f.run.ended != nil {
		return true
	}
	if time.Since(f.checked) < checkEvery {
		return false
	}
	f.checked = time.Now()
	pod, err := f.client.CoreV1().Pods(f.pod.Namespace).Get(ctx, f.pod.Name, meta.GetOptions{ResourceVersion: "0"})
	if err != nil {
		f.isGone = apierrors.IsNotFound(err)
		return f.isGone
	}
	status := statusOf(pod, f.container)
	if pod.UID != f.pod.UID || status == nil {
		f.isGone = true
		return true
	}
	if status.State.Running != nil && status.ContainerID == f.run.containerID {
		return false
	}
	f.isGone = true
	if f.run.ended = endOf(status, f.run.containerID); f.run.ended != nil {
		_ = f.source.catchUp(&f.run, time.Now())
	}
	return true
}

// endOf finds how a run ended, unless later runs have already taken its place in the status.
func endOf(status *core.ContainerStatus, containerID string) *core.ContainerStateTerminated {
	for _, state := range []core.ContainerState{status.State, status.LastTerminationState} {
		if state.Terminated != nil && state.Terminated.ContainerID == containerID {
			return state.Terminated
		}
	}
	return nil
}

// grow writes what falls due until the run ends or nobody follows any more.
func (f *followed) grow(ctx context.Context) {
	ticker := time.NewTicker(f.source.every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticker.C:
			if f.hasEnded(ctx) || f.source.catchUp(&run{startedAt: f.run.startedAt}, now) != nil {
				return
			}
		}
	}
}
