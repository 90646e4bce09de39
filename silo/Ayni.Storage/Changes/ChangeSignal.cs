using Ayni.Domain;

namespace Ayni.Storage.Changes;

/// <summary>Counts nudges and wakes whoever waits for the next one.</summary>
internal sealed class ChangeSignal(TimeProvider timeProvider) : IChangeSignal
{
    private readonly Lock _gate = new();
    private volatile Nudge _next = new(0);

    public long Current => _next.Before;

    public async Task<long> WaitAsync(long seen, TimeSpan atMost, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(atMost, TimeSpan.Zero);
        var next = _next;
        if (next.Before == seen)
        {
            try
            {
                await next.Came.Task.WaitAsync(atMost, timeProvider, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return Current;
            }
        }

        return Current;
    }

    /// <summary>Ends every wait.</summary>
    public void Raise()
    {
        Nudge came;
        lock (_gate)
        {
            came = _next;
            _next = new Nudge(came.Before + 1);
        }

        came.Came.SetResult();
    }

    /// <summary>The nudge that has not come yet.</summary>
    /// <param name="before">Number of the nudge before it.</param>
    private sealed class Nudge(long before)
    {
        public long Before { get; } = before;

        public TaskCompletionSource Came { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
