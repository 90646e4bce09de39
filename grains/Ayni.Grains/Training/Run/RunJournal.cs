namespace Ayni.Grains.Training;

/// <summary>
/// The state of a run in grain storage: the newest at once, durable behind the drive's back. One write at a time, for
/// the next needs the ETag that this one gets; states noted during one write share the next. Used from the turns of
/// one activation.
/// </summary>
/// <param name="stored">Where it is kept.</param>
/// <param name="faults">Tries a write again.</param>
/// <param name="handOver">Ends the attempts: the activation ends.</param>
internal sealed class RunJournal(
    IPersistentState<TrainingRunState> stored, TransientFaults faults, CancellationToken handOver)
{
    private readonly Signal _moved = new();
    private RowCount? _rows;
    private Task _saving = Task.CompletedTask;
    private long _noted;
    private long _written;

    /// <summary>The newest state.</summary>
    public TrainingRunState State => stored.State;

    /// <summary>As the world sees it, the rows of the log read so far included.</summary>
    public TrainingRunState Shown => stored.State.Reading(_rows?.Value ?? 0);

    /// <summary>Told the rows of the log read so far, from any thread; not durable.</summary>
    public IProgress<long> RowsRead => _rows ??= new RowCount(_moved);

    /// <summary>Whether <see cref="State"/> is durable.</summary>
    public bool IsSaved => _written == _noted;

    /// <summary>Completes when <see cref="Shown"/> or <see cref="IsSaved"/> may be other than now.</summary>
    public Task WhenMoved => _moved.Next;

    /// <summary>The drive begins, or begins again: no row has been read.</summary>
    public void Restart() => _rows = null;

    /// <summary>
    /// Makes a state the newest and has it saved soon: states noted during one write share the next. Does not wait for
    /// that.
    /// </summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">
    /// A write before found that somebody else drives the run now.
    /// </exception>
    public Task NoteAsync(TrainingRunState next)
    {
        Set(next);
        if (_saving.IsFaulted || _saving.IsCanceled)
            return _saving;
        BeginWrite();
        return Task.CompletedTask;
    }

    /// <summary>Makes a state the newest, durably.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Somebody else drives the run now.</exception>
    public async Task SaveAsync(TrainingRunState next)
    {
        Set(next);
        var mine = _noted;
        while (_written < mine)
        {
            BeginWrite();
            await _saving;
        }
    }

    /// <summary>Makes a state the newest that is not to be saved: the one before could not be.</summary>
    public void TakeBack(TrainingRunState before)
    {
        Set(before);
        _written = _noted;
    }

    /// <summary>Reads what another activation saved, in place of what is not durable here.</summary>
    public async Task RereadAsync()
    {
        await SavingEndedAsync();
        await stored.ReadStateAsync(CancellationToken.None);
        (_saving, _written) = (Task.CompletedTask, _noted);
        _moved.Raise();
    }

    /// <summary>However it ended: whoever saves next finds out.</summary>
    public async Task SavingEndedAsync() => await _saving.ConfigureAwait(
        ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private void Set(TrainingRunState next)
    {
        stored.State = next;
        _noted++;
        _moved.Raise();
    }

    private void BeginWrite()
    {
        if (_saving.IsCompleted)
            _saving = WriteAsync();
    }

    private async Task WriteAsync()
    {
        // What is noted in one turn is written at once; and whoever began this holds it before it is done.
        await Task.Yield();
        var writing = _noted;
        await faults.RetryAsync(() => stored.WriteStateAsync(CancellationToken.None), handOver);
        _written = writing;
        _moved.Raise();
        if (!IsSaved)
            _saving = WriteAsync();
    }

    /// <summary>Written by the thread that reads the log, read by the activation's turns.</summary>
    private sealed class RowCount(Signal moved) : IProgress<long>
    {
        private long _value;

        public long Value => Volatile.Read(ref _value);

        public void Report(long value)
        {
            Volatile.Write(ref _value, value);
            moved.Raise();
        }
    }

    /// <summary>Wakes whoever waits for the next change, from any thread.</summary>
    private sealed class Signal
    {
        private TaskCompletionSource _next = NewSource();

        public Task Next => Volatile.Read(ref _next).Task;

        public void Raise() => Interlocked.Exchange(ref _next, NewSource()).TrySetResult();

        private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
