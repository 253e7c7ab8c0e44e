// Package cluster fills a new control plane: a tenant with narrow rights, nodes with GPUs, CustomResourceDefinitions.
package cluster

import (
	"context"
	"fmt"
	"time"

	core "k8s.io/api/core/v1"
	rbac "k8s.io/api/rbac/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
)

// AddTenant makes a namespace and lets one user work in it, and nowhere else.
func AddTenant(ctx context.Context, client kubernetes.Interface, namespace, user string) error {
	named := meta.ObjectMeta{Name: namespace}
	_, err := client.CoreV1().Namespaces().Create(ctx, &core.Namespace{ObjectMeta: named}, meta.CreateOptions{})
	if failed(err) {
		return err
	}
	role := meta.ObjectMeta{Name: user}
	_, err = client.RbacV1().Roles(namespace).Create(ctx, &rbac.Role{
		ObjectMeta: role,
		Rules: []rbac.PolicyRule{{
			APIGroups: []string{"*"},
			Resources: []string{"*"},
			Verbs:     []string{"get", "list", "watch", "create", "patch", "delete"},
		}},
	}, meta.CreateOptions{})
	if failed(err) {
		return err
	}
	_, err = client.RbacV1().RoleBindings(namespace).Create(ctx, &rbac.RoleBinding{
		ObjectMeta: role,
		Subjects:   []rbac.Subject{{Kind: rbac.UserKind, APIGroup: rbac.GroupName, Name: user}},
		RoleRef:    rbac.RoleRef{APIGroup: rbac.GroupName, Kind: "Role", Name: user},
	}, meta.CreateOptions{})
	if failed(err) {
		return err
	}
	return nil
}

// AwaitServiceAccounts waits until pods can be made in the namespaces: admission refuses them before the controllers
// have made the default service account.
func AwaitServiceAccounts(ctx context.Context, client kubernetes.Interface, namespaces ...string) error {
	for _, namespace := range namespaces {
		err := await(ctx, func() (bool, error) {
			_, err := client.CoreV1().ServiceAccounts(namespace).Get(ctx, "default", meta.GetOptions{})
			return err == nil, nil
		})
		if err != nil {
			return fmt.Errorf("service account of namespace %s: %w", namespace, err)
		}
	}
	return nil
}

// failed leaves out what a data folder from an earlier start explains.
func failed(err error) bool {
	return err != nil && !apierrors.IsAlreadyExists(err)
}

// await asks ten times a second until the answer is yes, an error, or the context's end.
func await(ctx context.Context, isDone func() (bool, error)) error {
	ticker := time.NewTicker(100 * time.Millisecond)
	defer ticker.Stop()
	for {
		if done, err := isDone(); done || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
	}
}
