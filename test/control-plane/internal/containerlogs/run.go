// Package containerlogs answers the API server's requests for container logs in place of a kubelet.
package containerlogs

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"time"

	core "k8s.io/api/core/v1"
)

// run is one run of a container: a container that restarts has several.
type run struct {
	containerID string
	// number counts the runs from 0.
	number    int
	startedAt time.Time
	// ended is absent while the container runs.
	ended *core.ContainerStateTerminated
}

// chooseRun picks the run whose log a request means, by the rules of the kubelet, or says why there is none.
func chooseRun(pod *core.Pod, container string, previous bool) (*run, error) {
	status := statusOf(pod, container)
	if status == nil {
		return nil, fmt.Errorf("container %q in pod %q is not available", container, pod.Name)
	}
	last, state := status.LastTerminationState.Terminated, status.State
	switch {
	case previous && last == nil:
		return nil, fmt.Errorf("previous terminated container %q in pod %q not found", container, pod.Name)
	case previous:
		return endedRun(pod, status, last), nil
	case state.Running != nil:
		id := status.ContainerID
		return &run{id, numberOf(pod, status, id), state.Running.StartedAt.Time, nil}, nil
	case state.Terminated != nil:
		return endedRun(pod, status, state.Terminated), nil
	case last != nil:
		return endedRun(pod, status, last), nil
	default:
		return nil, fmt.Errorf("container %q in pod %q is waiting to start: %s", container, pod.Name, waitingFor(state))
	}
}

func waitingFor(state core.ContainerState) string {
	switch {
	case state.Waiting == nil:
		return "no logs yet"
	case state.Waiting.Reason == "ErrImagePull":
		return "image can't be pulled"
	case state.Waiting.Reason == "ImagePullBackOff":
		return "trying and failing to pull image"
	default:
		return state.Waiting.Reason
	}
}

func endedRun(pod *core.Pod, status *core.ContainerStatus, ended *core.ContainerStateTerminated) *run {
	return &run{ended.ContainerID, numberOf(pod, status, ended.ContainerID), ended.StartedAt.Time, ended}
}

func statusOf(pod *core.Pod, container string) *core.ContainerStatus {
	for _, statuses := range [][]core.ContainerStatus{pod.Status.ContainerStatuses, pod.Status.InitContainerStatuses} {
		for i := range statuses {
			if statuses[i].Name == container {
				return &statuses[i]
			}
		}
	}
	return nil
}

// numberOf tells which run a container id belongs to. The Stages make an id from the pod's uid, the container's name and
// the run's number.
func numberOf(pod *core.Pod, status *core.ContainerStatus, containerID string) int {
	id := containerID[strings.LastIndex(containerID, "/")+1:]
	for number := int(status.RestartCount); number >= 0; number-- {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s/%s/%d", pod.UID, status.Name, number))
		if fmt.Sprintf("%x", sum) == id {
			return number
		}
	}
	return int(status.RestartCount)
}
