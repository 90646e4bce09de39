namespace Ayni.Testing;

/// <summary>Waits for what another process does and nobody announces, within a limit.</summary>
public static class Eventually
{
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(10);

    /// <summary>Longer than anything takes on a loaded machine; a test that waits for ever tells nobody why.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Waits until the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not within two minutes.</exception>
    public static async Task HoldsAsync(Func<Task<bool>> condition, string what)
    {
        ArgumentNullException.ThrowIfNull(condition);
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        using var timer = new PeriodicTimer(PollPeriod, TimeProvider.System);
        try
        {
            while (!await condition())
                await timer.WaitForNextTickAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException($"Not within {Limit}: {what}.");
        }
    }
}
