using System.Runtime.CompilerServices;

namespace Ayni.GrainInterfaces.Training;

/// <summary>Follows a training run to its end, whatever silo its trainer moves to.</summary>
public static class TrainingFollowing
{
    /// <summary>How often in a row a watch is taken up again without an answer before it is given up.</summary>
    public const int MaxReconnects = 240;

    /// <summary>Pause before a watch that broke off is taken up again.</summary>
    public static readonly TimeSpan ReconnectDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// The status now and at every change that shows, up to and with the first that is not running. A watch that
    /// breaks off with the trainer's silo is taken up on the next one.
    /// </summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="clock">Times the pauses.</param>
    /// <param name="cancellationToken">Ends the watch; the run goes on.</param>
    public static async IAsyncEnumerable<TrainingStatus> FollowAsync(
        this ITrainerGrain trainer, TimeProvider clock,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(clock);
        TrainingStatus? last = null;
        for (var broken = 0; last is not { IsRunning: false }; broken++)
        {
            if (broken > 0)
                await Task.Delay(ReconnectDelay, clock, cancellationToken);
            await using var steps = trainer.Watch(cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await MoveNextAsync(steps, broken, cancellationToken))
            {
                var status = steps.Current;
                if (last is null || status.HasMovedSince(last))
                    yield return status;
                (last, broken) = (status, 0);
            }
        }
    }

    /// <returns>False at the end, and where the watch broke off.</returns>
    private static async ValueTask<bool> MoveNextAsync(
        IAsyncEnumerator<TrainingStatus> steps, int broken, CancellationToken cancellationToken)
    {
        try
        {
            return await steps.MoveNextAsync();
        }
        catch (Exception fault) when (
            !cancellationToken.IsCancellationRequested && broken < MaxReconnects && IsBreak(fault))
        {
            return false;
        }
    }

    /// <summary>The silo went, or it stops and ends its watches.</summary>
    private static bool IsBreak(Exception fault) =>
        fault is EnumerationAbortedException or OrleansException or TimeoutException or OperationCanceledException;
}
