namespace Ayni.Grains.Tests.Training;

/// <summary>
/// Sees every write and deletion of the model store, from whichever silo, and can hold one of them: the moment at
/// which a test kills a silo, without a clock.
/// </summary>
internal sealed class StoreGate
{
    private readonly Lock _gate = new();
    private readonly List<Watch> _watches = [];
    private readonly Dictionary<string, byte[]> _written = new(StringComparer.Ordinal);
    private Hold? _hold;

    /// <summary>Holds the first write or deletion that fits, before it is made.</summary>
    public Hold HoldWrite(Func<StoreEvent, bool> fits)
    {
        lock (_gate)
            return _hold = new Hold(fits);
    }

    /// <summary>The first write or deletion from now on that fits, once it is made.</summary>
    public Task<StoreEvent> WhenAsync(Func<StoreEvent, bool> fits)
    {
        var watch = new Watch(fits);
        lock (_gate)
            _watches.Add(watch);
        return watch.Seen.Task;
    }

    /// <summary>The value last written under a key, deleted since or not.</summary>
    public byte[] Written(string key)
    {
        lock (_gate)
            return _written[key];
    }

    /// <summary>Called with what was written.</summary>
    public void Keep(string key, ReadOnlyMemory<byte> value)
    {
        lock (_gate)
            _written[key] = value.ToArray();
    }

    /// <summary>Called before a write or deletion.</summary>
    public async Task BeforeAsync(StoreEvent write)
    {
        Hold? hold;
        lock (_gate)
        {
            hold = _hold is { } armed && armed.Fits(write) ? armed : null;
            if (hold is not null)
                _hold = null;
        }

        if (hold is null)
            return;
        hold.Reached.SetResult(write);
        await hold.Released.Task;
    }

    /// <summary>Called after a write or deletion.</summary>
    public void After(StoreEvent done)
    {
        List<Watch> seen;
        lock (_gate)
        {
            seen = _watches.FindAll(watch => watch.Fits(done));
            _watches.RemoveAll(seen.Contains);
        }

        foreach (var watch in seen)
            watch.Seen.TrySetResult(done);
    }

    internal sealed record StoreEvent(string Key, bool IsDeletion, SiloAddress Silo)
    {
        /// <summary>True for the factors of a half-sweep.</summary>
        public bool IsCheckpoint(int halfSweep) =>
            !IsDeletion && Key.EndsWith($"half-{halfSweep:D5}.factors", StringComparison.Ordinal);

        public bool IsPlan => !IsDeletion && Key.EndsWith("/plan.json", StringComparison.Ordinal);
    }

    internal sealed class Hold(Func<StoreEvent, bool> fits)
    {
        public Func<StoreEvent, bool> Fits => fits;

        public TaskCompletionSource<StoreEvent> Reached { get; } = NewSource<StoreEvent>();

        public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Lets the write be made.</summary>
        public void Release() => Released.TrySetResult();

        /// <summary>The write is lost with its silo.</summary>
        public void Lose() => Released.TrySetException(new IOException("The silo died before this was written."));
    }

    private sealed record Watch(Func<StoreEvent, bool> Fits)
    {
        public TaskCompletionSource<StoreEvent> Seen { get; } = NewSource<StoreEvent>();
    }

    private static TaskCompletionSource<T> NewSource<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
