package containerlogs

import (
	"fmt"
	"hash/fnv"
	"math"
	"strconv"
	"time"

	core "k8s.io/api/core/v1"
)

// Annotations of a pod that choose its generated log.
const (
	kindAnnotation     = "timonel.test/log"
	intervalAnnotation = "timonel.test/log-interval"
)

const defaultInterval = 500 * time.Millisecond

// script is what a container writes: line i is due an interval after line i-1, the first one at the run's start.
type script struct {
	line     func(i int) string
	end      func(exitCode int32) []string
	interval time.Duration
}

// scriptOf chooses a script by the annotation timonel.test/log (training, serving or silent). Without it, containers of
// jobs and of pods that hold GPUs train, and all others serve.
func scriptOf(pod *core.Pod, container string, run *run) script {
	seed := fmt.Sprintf("%s/%s/%d", pod.UID, container, run.number)
	chosen := script{line: servingLine(seed), interval: defaultInterval}
	if seconds, err := strconv.ParseFloat(pod.Annotations[intervalAnnotation], 64); err == nil && seconds > 0 {
		chosen.interval = time.Duration(seconds * float64(time.Second))
	}
	switch kind := pod.Annotations[kindAnnotation]; {
	case kind == "silent":
		chosen.line = nil
	case kind == "training" || kind == "" && trains(pod):
		chosen.line, chosen.end = trainingLine(seed), trainingEnd
	}
	return chosen
}

func trains(pod *core.Pod) bool {
	for _, owner := range pod.OwnerReferences {
		if owner.Kind == "Job" {
			return true
		}
	}
	for _, container := range pod.Spec.Containers {
		if _, holds := container.Resources.Limits["nvidia.com/gpu"]; holds {
			return true
		}
	}
	return false
}

// trainingLine writes a training log with a loss that falls, with noise, from 2.5 to 0.2.
func trainingLine(seed string) func(int) string {
	return func(i int) string {
		step := (i + 1) * 10
		loss := 0.2 + 2.3*math.Exp(-float64(i)/40) + 0.1*(noise(seed, i)-0.5)
		rate := 5e-5 * math.Exp(-float64(i)/400)
		return fmt.Sprintf("step=%d epoch=%.2f loss=%.4f learning_rate=%.3e", step, float64(step)/500, loss, rate)
	}
}

func trainingEnd(exitCode int32) []string {
	if exitCode == 0 {
		return []string{"training done, model saved"}
	}
	return []string{
		"Traceback (most recent call last):",
		fmt.Sprintf("RuntimeError: simulated failure, exit code %d", exitCode),
	}
}

func servingLine(seed string) func(int) string {
	return func(i int) string {
		return fmt.Sprintf(`INFO: POST /v1/models/model:predict 200 %.1fms request=%d`, 2+40*noise(seed, i), i)
	}
}

// noise is even in [0, 1) and the same for the same seed and line.
func noise(seed string, i int) float64 {
	hash := fnv.New64a()
	fmt.Fprintf(hash, "%s/%d", seed, i)
	// The hash's upper bits hardly change with the last characters: mix them, as splitmix64 ends.
	bits := hash.Sum64()
	bits = (bits ^ bits>>30) * 0xbf58476d1ce4e5b9
	bits = (bits ^ bits>>27) * 0x94d049bb133111eb
	return float64((bits^bits>>31)>>11) / (1 << 53)
}
