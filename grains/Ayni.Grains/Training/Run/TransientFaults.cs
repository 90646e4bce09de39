using System.Data.Common;
using Ayni.GrainInterfaces.Faults;
using Orleans.Storage;
using Polly;
using Polly.Retry;

namespace Ayni.Grains.Training;

/// <summary>
/// Tries again what a lost silo, a busy store or a slow answer can break. Everything in a run can be asked twice; what
/// fails for a reason of its own is not asked again.
/// </summary>
public sealed class TransientFaults
{
    private static readonly ResiliencePropertyKey<int> Calls = new("ayni.calls");

    private readonly ResiliencePipeline _pipeline;

    public TransientFaults(TrainingHostOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfInvalid();
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.MaxAttempts > 1)
            builder.AddRetry(RetryOf(options));
        _pipeline = builder.Build();
    }

    /// <summary>
    /// Whether asking again can help. A state that another activation wrote cannot be written by asking again.
    /// </summary>
    public static bool IsTransient(Exception exception) => exception
        is not InconsistentStateException
        and (OrleansException or TimeoutException or IOException or DbException
            or RemoteFaultException { IsStoreFault: true }
            or OperationCanceledException or ObjectDisposedException or TaskSchedulerException);

    /// <summary>Runs a call, with growing pauses between attempts.</summary>
    /// <param name="call">Told the attempt, from 1.</param>
    /// <param name="cancellationToken">Ends the wait for a call, too; the call itself goes on unheeded.</param>
    public async Task<T> RetryAsync<T>(Func<int, Task<T>> call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);

        // On the captured context: a grain's calls and writes are made in its turns, the second as the first.
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true, cancellationToken);
        try
        {
            return await _pipeline.ExecuteAsync(static (context, call) => CallAsync(context, call), context, call);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>As <see cref="RetryAsync{T}"/>, for a call without a result.</summary>
    public Task RetryAsync(Func<Task> call, CancellationToken cancellationToken) => RetryAsync(
        async _ =>
        {
            await call();
            return true;
        },
        cancellationToken);

    private static async ValueTask<T> CallAsync<T>(ResilienceContext context, Func<int, Task<T>> call)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        var number = context.Properties.GetValue(Calls, 0) + 1;
        context.Properties.Set(Calls, number);
        return await call(number).WaitAsync(context.CancellationToken);
    }

    private static RetryStrategyOptions RetryOf(TrainingHostOptions options) => new()
    {
        MaxRetryAttempts = options.MaxAttempts - 1,
        DelayGenerator = retry => ValueTask.FromResult<TimeSpan?>(options.DelayAfter(retry.AttemptNumber + 1)),
        ShouldHandle = fault => ValueTask.FromResult(
            fault.Outcome.Exception is { } exception && IsTransient(exception)
            && !fault.Context.CancellationToken.IsCancellationRequested),
    };
}
