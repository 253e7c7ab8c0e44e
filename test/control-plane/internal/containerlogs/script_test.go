package containerlogs

import (
	"strings"
	"testing"
	"time"

	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
)

var begin = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

// steps is a script with a line each second.
func steps() script {
	return script{line: trainingLine("seed"), end: trainingEnd, interval: time.Second}
}

func TestWritesWhatIsDueAndNothingTwice(t *testing.T) {
	var file written
	first := file.due(steps(), &run{startedAt: begin}, begin.Add(2500*time.Millisecond))
	if got := strings.Count(first, "\n"); got != 3 {
		t.Fatalf("%d lines after 2.5 s:\n%s", got, first)
	}
	if !strings.HasPrefix(first, "2026-01-02T03:04:05Z stdout F step=10 ") {
		t.Errorf("first line: %s", first)
	}
	if again := file.due(steps(), &run{startedAt: begin}, begin.Add(2900*time.Millisecond)); again != "" {
		t.Errorf("written again: %s", again)
	}
}

func TestEndsWithTheContainer(t *testing.T) {
	var file written
	ended := &core.ContainerStateTerminated{ExitCode: 3, FinishedAt: meta.NewTime(begin.Add(time.Second))}
	text := file.due(steps(), &run{startedAt: begin, ended: ended}, begin.Add(time.Hour))
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if len(lines) != 4 || !strings.HasSuffix(lines[3], "stderr F RuntimeError: simulated failure, exit code 3") {
		t.Errorf("lines: %q", lines)
	}
	if more := file.due(steps(), &run{startedAt: begin, ended: ended}, begin.Add(2*time.Hour)); more != "" {
		t.Errorf("written after the end: %s", more)
	}
}

func TestNoiseFillsItsRange(t *testing.T) {
	low, high := 1.0, 0.0
	for i := range 1000 {
		value := noise("seed", i)
		low, high = min(low, value), max(high, value)
	}
	if low < 0 || high >= 1 || low > 0.05 || high < 0.95 {
		t.Errorf("between %v and %v", low, high)
	}
}

func TestChoosesTheRunLikeAKubelet(t *testing.T) {
	last := &core.ContainerStateTerminated{ContainerID: "containerd://old", ExitCode: 1}
	pod := func(state core.ContainerState, last *core.ContainerStateTerminated) *core.Pod {
		return &core.Pod{Status: core.PodStatus{ContainerStatuses: []core.ContainerStatus{{
			Name: "main", ContainerID: "containerd://new", State: state,
			LastTerminationState: core.ContainerState{Terminated: last},
		}}}}
	}
	running := core.ContainerState{Running: &core.ContainerStateRunning{}}
	backOff := core.ContainerState{Waiting: &core.ContainerStateWaiting{Reason: "CrashLoopBackOff"}}
	pull := core.ContainerState{Waiting: &core.ContainerStateWaiting{Reason: "ImagePullBackOff"}}
	for _, c := range []struct {
		name     string
		pod      *core.Pod
		previous bool
		want     string
	}{
		{"running", pod(running, last), false, "containerd://new"},
		{"previous", pod(running, last), true, "containerd://old"},
		{"back-off", pod(backOff, last), false, "containerd://old"},
		{"no previous", pod(running, nil), true, `previous terminated container "main" in pod "" not found`},
		{"pull", pod(pull, nil), false, `container "main" in pod "" is waiting to start: trying and failing to pull image`},
	} {
		got, err := chooseRun(c.pod, "main", c.previous)
		if err != nil && err.Error() != c.want || err == nil && got.containerID != c.want {
			t.Errorf("%s: %v, %v", c.name, got, err)
		}
	}
}
