using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>
/// Stores the checkpoints of one block behind its back, one after the other, so that solving goes on meanwhile. Used
/// from the turns of the block alone.
/// </summary>
/// <param name="files">Files of runs.</param>
/// <param name="scheduler">Where bytes are made.</param>
/// <param name="key">The block.</param>
/// <param name="released">Ends the writes: the block is released.</param>
internal sealed class CheckpointWrites(
    RunFiles files, TrainingScheduler scheduler, FactorBlockKey key, CancellationToken released)
{
    private readonly SortedDictionary<int, Write> _writes = [];
    private readonly HashSet<int> _stored = [];
    private Task _last = Task.CompletedTask;

    /// <summary>Begins to store a half-sweep; does nothing where it is stored or being stored.</summary>
    /// <param name="checkpoint">The factors.</param>
    /// <param name="keptFrom">The oldest half-sweep that is kept.</param>
    public void Begin(BlockCheckpoint checkpoint, int keptFrom)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var halfSweep = checkpoint.Report.HalfSweep;
        var isUnderWay = _writes.TryGetValue(halfSweep, out var begun)
            && (!begun.Task.IsCompleted || begun.Task.IsCompletedSuccessfully);
        if (isUnderWay || _stored.Contains(halfSweep))
            return;
        _last = StoreAsync(_last, checkpoint, keptFrom);
        _writes[halfSweep] = new(checkpoint, keptFrom, _last);
    }

    /// <summary>Completes once a half-sweep is stored; a write that failed is begun again.</summary>
    /// <param name="halfSweep">The half-sweep.</param>
    /// <param name="cancellationToken">Ends the wait; the write goes on.</param>
    /// <returns>False if none was begun here and the store has none.</returns>
    public async Task<bool> WhenStoredAsync(int halfSweep, CancellationToken cancellationToken)
    {
        if (_stored.Contains(halfSweep))
            return true;
        if (!_writes.TryGetValue(halfSweep, out var write))
            return await files.HasCheckpointAsync(key, halfSweep, cancellationToken);
        Begin(write.Checkpoint, write.KeptFrom);
        await _writes[halfSweep].Task.WaitAsync(cancellationToken);

        // With the write its factors are let go.
        _writes.Remove(halfSweep);
        _stored.Add(halfSweep);
        return true;
    }

    private async Task StoreAsync(Task before, BlockCheckpoint checkpoint, int keptFrom)
    {
        const ConfigureAwaitOptions WhateverItsEnd =
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext;
        await before.ConfigureAwait(WhateverItsEnd);
        var bytes = await scheduler.RunAsync(_ => checkpoint.ToBytes(), released);
        await files.WriteCheckpointAsync(key, checkpoint.Report.HalfSweep, keptFrom, bytes, released);
    }

    private sealed record Write(BlockCheckpoint Checkpoint, int KeptFrom, Task Task);
}
