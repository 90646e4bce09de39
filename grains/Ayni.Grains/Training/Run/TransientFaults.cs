using System.Data.Common;
using Orleans.Storage;

namespace Ayni.Grains.Training;

/// <summary>
/// Tries again what a lost silo, a busy store or a slow answer can break. Everything in a run can be asked twice; what
/// fails for a reason of its own is not asked again.
/// </summary>
public sealed class TransientFaults(TrainingHostOptions options, TimeProvider time)
{
    /// <summary>
    /// Whether asking again can help. A state that another activation wrote cannot be written by asking again.
    /// </summary>
    public static bool IsTransient(Exception exception) => exception
        is not InconsistentStateException
        and (OrleansException or TimeoutException or IOException or DbException
            or OperationCanceledException or ObjectDisposedException or TaskSchedulerException);

    /// <summary>Runs a call, with growing pauses between attempts.</summary>
    /// <param name="call">Told the attempt, from 1.</param>
    /// <param name="cancellationToken">Ends the wait for a call, too; the call itself goes on unheeded.</param>
    public async Task<T> RetryAsync<T>(Func<int, Task<T>> call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return await call(attempt).WaitAsync(cancellationToken);
            }
            catch (Exception fault) when (
                IsTransient(fault) && attempt < options.MaxAttempts && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(options.DelayAfter(attempt), time, cancellationToken);
            }
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
}
