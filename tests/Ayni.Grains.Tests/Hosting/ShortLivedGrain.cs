using System.Collections.Concurrent;

namespace Ayni.Grains.Tests.Hosting;

/// <inheritdoc cref="IShortLivedGrain"/>
[GrainType("shortlived")]
internal sealed class ShortLivedGrain : Grain, IShortLivedGrain
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource<DeactivationReason>> Ends = [];

    /// <summary>Why the grain with a key goes, once it does.</summary>
    public static Task<DeactivationReason> EndOf(string key) => SourceOf(key).Task;

    public Task Touch(CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        SourceOf(this.GetPrimaryKeyString()).TrySetResult(reason);
        return Task.CompletedTask;
    }

    private static TaskCompletionSource<DeactivationReason> SourceOf(string key) =>
        Ends.GetOrAdd(key, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
