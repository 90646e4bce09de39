using System.Text.RegularExpressions;
using Ayni.Domain.Errors;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Training;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Ayni.Grains.Training;

/// <inheritdoc cref="ITrainerGrain"/>
public sealed partial class TrainerGrain(
    [PersistentState("run", GrainStorageNames.Default)] IPersistentState<TrainingRunState> run,
    RunServices services,
    TransientFaults faults,
    ILogger<TrainerGrain> logger) : Grain, ITrainerGrain, IRemindable, IRunJournal, IDisposable
{
    private const string ResumeReminder = "resume";

    /// <summary>How often one activation gives way to what another one saved; two at work would outlast it.</summary>
    private const int MaxRereads = 3;

    /// <summary>How long a run whose silo was lost rests at most; the shortest period reminders have.</summary>
    private static readonly TimeSpan ResumePeriod = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _handOver = new();
    private readonly RowCount _rowsRead = new();
    private CancellationTokenSource _cancel = new();
    private Task _drive = Task.CompletedTask;
    private Task _saving = Task.CompletedTask;
    private int _unsaved;

    TrainingRunState IRunJournal.State => run.State;

    IProgress<long> IRunJournal.RowsRead => _rowsRead;

    private string Model => this.GetPrimaryKeyString();

    private TrainingStatus Status => run.State.Status;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!Status.IsRunning)
            return;
        await this.RegisterOrUpdateReminder(ResumeReminder, ResumePeriod, ResumePeriod, cancellationToken);
        Drive();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _handOver.CancelAsync();
        await _drive.WaitAsync(cancellationToken);
        await SavingEndedAsync().WaitAsync(cancellationToken);
    }

    public async Task<TrainingStatus> Start(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfBadName();
        TrainingOptionsValidator.ThrowIfInvalid(options);
        if (Status.IsRunning)
        {
            throw new AyniException(
                ErrorCodes.Conflict,
                $"Run '{Status.RunId}' of model '{Model}' is under way ({Status.Phase}, {Status.Progress:P0}). "
                + "Wait for its end or cancel it.");
        }

        await _drive;
        var position = await PositionOfAsync(options);
        var now = services.Time.GetUtcNow();
        var runId = RunIds.Create(now, position, options, await TakenIdsAsync());
        await services.Files.DeleteAllRunsAsync(Model, CancellationToken.None);

        // The reminder first: once the run is recorded it must not depend on this silo.
        await this.RegisterOrUpdateReminder(ResumeReminder, ResumePeriod, ResumePeriod);
        await BeginAsync(TrainingRunState.Begin(runId, position, options, now));
        Drive();
        return Status;
    }

    public Task<TrainingStatus> GetStatus() => Task.FromResult(run.State.Reading(_rowsRead.Value).Status);

    public async Task<TrainingStatus> Cancel()
    {
        await _cancel.CancelAsync();
        await _drive;
        return Status;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // Waking the activation was the point: OnActivateAsync has taken the run up.
        if (!Status.IsRunning)
            await ForgetReminderAsync();
    }

    public void Dispose()
    {
        _handOver.Dispose();
        _cancel.Dispose();
    }

    Task IRunJournal.NoteAsync(TrainingRunState next) => NoteAsync(next);

    Task IRunJournal.SaveAsync(TrainingRunState next) => SaveAsync(next);

    /// <summary>
    /// Not awaited: the run goes on in turns of this activation while it answers calls. Its calls reach this
    /// activation's scheduler again after each await, so no two turns touch the state at one time.
    /// </summary>
    private void Drive()
    {
        if (_cancel.IsCancellationRequested)
        {
            _cancel.Dispose();
            _cancel = new CancellationTokenSource();
        }

        _rowsRead.Report(0);
        _drive = DriveAsync(_cancel.Token);
    }

    private async Task DriveAsync(CancellationToken cancel)
    {
        try
        {
            LogDriving(logger, Status.RunId, Status.Phase);
            await DriveToEndAsync(cancel);
            LogEnded(logger, Status.RunId, Status.Phase, Status.Message);
            if (!Status.IsRunning)
                await ForgetReminderAsync();
        }
        catch (InconsistentStateException fault)
        {
            LogSuperseded(logger, fault, Status.RunId);
            DeactivateOnIdle();
        }
        catch (Exception fault)
        {
            // Recorded nowhere, because recording is what failed: the reminder takes the run up again.
            LogLost(logger, fault, Status.RunId);
            DeactivateOnIdle();
        }
    }

    /// <summary>
    /// A silo's death does not take back a write that was on its way: the activation before this one may still save
    /// after this one has read. What it saved is then read, and the run goes on from there.
    /// </summary>
    private async Task DriveToEndAsync(CancellationToken cancel)
    {
        for (var reread = 0; ; reread++)
        {
            try
            {
                await new RunDriver(Model, this, GrainFactory, services, faults).RunAsync(cancel, _handOver.Token);
                return;
            }
            catch (InconsistentStateException fault) when (reread < MaxRereads)
            {
                LogOutdated(logger, fault, Status.RunId);
                await RereadAsync();
                if (!Status.IsRunning)
                    return;
            }
        }
    }

    /// <summary>
    /// A run whose start could not be recorded has not started: the next activation knows nothing of it.
    /// </summary>
    private async Task BeginAsync(TrainingRunState begun)
    {
        var before = run.State;
        try
        {
            await SaveAsync(begun);
        }
        catch
        {
            run.State = before;
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task SaveAsync(TrainingRunState next)
    {
        run.State = next;
        _unsaved++;
        while (_unsaved > 0)
        {
            if (_saving.IsCompleted)
                _saving = WriteUnsavedAsync();
            await _saving;
        }
    }

    private Task NoteAsync(TrainingRunState next)
    {
        run.State = next;
        _unsaved++;
        if (_saving.IsFaulted || _saving.IsCanceled)
            return _saving;
        if (_saving.IsCompleted)
            _saving = WriteUnsavedAsync();
        return Task.CompletedTask;
    }

    /// <summary>One write at a time: the next needs the ETag that this one gets.</summary>
    private async Task WriteUnsavedAsync()
    {
        while (_unsaved > 0)
        {
            var written = _unsaved;
            await faults.RetryAsync(() => run.WriteStateAsync(), _handOver.Token);
            _unsaved -= written;
        }
    }

    private async Task RereadAsync()
    {
        await SavingEndedAsync();
        await run.ReadStateAsync(CancellationToken.None);
        (_saving, _unsaved) = (Task.CompletedTask, 0);
    }

    /// <summary>However it ended: whoever saves next finds out.</summary>
    private async Task SavingEndedAsync() => await _saving.ConfigureAwait(
        ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private async Task<long> PositionOfAsync(TrainingOptions options)
    {
        var head = await services.Log.GetHeadAsync();
        if (options.AsOfPosition > head)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"AsOfPosition is {options.AsOfPosition}; the log ends at {head}. Give one up to that, or none.");
        }

        return options.AsOfPosition ?? head;
    }

    private async Task<HashSet<string>> TakenIdsAsync()
    {
        var registry = await GrainFactory.GetGrain<IModelRegistryGrain>(Model).Get();
        var taken = registry.Versions.Select(version => version.Version).ToHashSet(StringComparer.Ordinal);
        if (Status.RunId is { } last)
            taken.Add(last);
        return taken;
    }

    private async Task ForgetReminderAsync()
    {
        if (await this.GetReminder(ResumeReminder) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    private void ThrowIfBadName()
    {
        if (!NamePattern().IsMatch(Model))
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"'{Model}' cannot name a model: it is part of file names. Use 1 to 64 of a-z, 0-9, '-', '_' and '.', "
                + "starting with a letter or digit.");
        }
    }

    /// <summary>Written by the thread that reads the log, read by the activation's turns.</summary>
    private sealed class RowCount : IProgress<long>
    {
        private long _value;

        public long Value => Volatile.Read(ref _value);

        public void Report(long value) => Volatile.Write(ref _value, value);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,63}$")]
    private static partial Regex NamePattern();

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId}: driving from {Phase}")]
    private static partial void LogDriving(ILogger logger, string? runId, TrainingPhase phase);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId}: {Phase}. {Reason}")]
    private static partial void LogEnded(ILogger logger, string? runId, TrainingPhase phase, string? reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId}: its state was saved elsewhere; read again")]
    private static partial void LogOutdated(ILogger logger, Exception exception, string? runId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId}: another activation drives it")]
    private static partial void LogSuperseded(ILogger logger, Exception exception, string? runId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {RunId}: its state could not be saved")]
    private static partial void LogLost(ILogger logger, Exception exception, string? runId);
}
