namespace Ayni.Grains.Training;

/// <summary>Where a run's state is kept.</summary>
public interface IRunJournal
{
    /// <summary>The newest state.</summary>
    TrainingRunState State { get; }

    /// <summary>Told the rows of the log read so far, from any thread; not durable.</summary>
    IProgress<long> RowsRead { get; }

    /// <summary>
    /// Makes a state the newest and has it saved soon: states noted during one write share the next. Does not wait for
    /// that.
    /// </summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">
    /// A write before found that somebody else drives the run now.
    /// </exception>
    Task NoteAsync(TrainingRunState next);

    /// <summary>Makes a state the newest, durably.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Somebody else drives the run now.</exception>
    Task SaveAsync(TrainingRunState next);
}
