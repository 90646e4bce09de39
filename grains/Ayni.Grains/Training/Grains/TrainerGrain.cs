using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Ayni.Domain.Errors;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces;
using Ayni.GrainInterfaces.Interactions;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Training;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Ayni.Grains.Training;

/// <inheritdoc cref="ITrainerGrain"/>
[GrainType("trainer")]
public sealed partial class TrainerGrain : Grain, ITrainerGrain, IRemindable, IDisposable
{
    private const string ResumeReminder = "resume";

    /// <summary>How often one activation gives way to what another one saved; two at work would outlast it.</summary>
    private const int MaxRereads = 3;

    /// <summary>How long a run whose silo was lost rests at most; the shortest period reminders have.</summary>
    private static readonly TimeSpan ResumePeriod = TimeSpan.FromMinutes(1);

    private readonly RunServices _services;
    private readonly TransientFaults _faults;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly ILogger<TrainerGrain> _logger;
    private readonly CancellationTokenSource _handOver = new();
    private readonly RunJournal _journal;
    private CancellationTokenSource _cancel = new();
    private Task _drive = Task.CompletedTask;

    public TrainerGrain(
        [PersistentState("run", GrainStorageNames.Default)] IPersistentState<TrainingRunState> run,
        RunServices services,
        TransientFaults faults,
        IHostApplicationLifetime lifetime,
        ILogger<TrainerGrain> logger)
    {
        (_services, _faults, _lifetime, _logger) = (services, faults, lifetime, logger);
        _journal = new RunJournal(run, faults, _handOver.Token);
    }

    private string Model => this.GetPrimaryKeyString();

    private TrainingStatus Status => _journal.State.Status;

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
        await _journal.SavingEndedAsync().WaitAsync(cancellationToken);
    }

    public Task<TrainingStatus> Start(TrainingOptions options, CancellationToken cancellationToken = default) =>
        StartFor(options, TrainingReason.Manual, cancellationToken);

    public async Task<TrainingStatus> StartFor(
        TrainingOptions options, TrainingReason reason, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(reason);
        ThrowIfBadName();
        TrainingOptionsValidator.ThrowIfInvalid(options);
        if (Status.IsRunning)
        {
            throw new AyniException(
                ErrorCodes.Conflict,
                $"Run '{Status.RunId}' of model '{Model}' is under way ({Status.Phase}, {Status.Progress:P0}). "
                + "Wait for its end or cancel it.");
        }

        await _drive.WaitAsync(cancellationToken);
        options = await WithOwnTypesAsync(options, cancellationToken);
        var position = await PositionOfAsync(options, cancellationToken);
        var now = _services.Time.GetUtcNow();
        var runId = RunIds.Create(now, position, options, await TakenIdsAsync(cancellationToken));
        await _services.Files.DeleteAllRunsAsync(Model, cancellationToken);

        // The reminder first: once the run is recorded it must not depend on this silo.
        await this.RegisterOrUpdateReminder(ResumeReminder, ResumePeriod, ResumePeriod, cancellationToken);
        await BeginAsync(TrainingRunState.Begin(runId, position, options, reason, now));
        Drive();
        return Status;
    }

    public Task<TrainingStatus> GetStatus(CancellationToken cancellationToken = default) =>
        Task.FromResult(_journal.Shown.Status);

    public async IAsyncEnumerable<TrainingStatus> Watch(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // A stopping silo would otherwise wait for its watchers.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, _lifetime.ApplicationStopping);
        _services.Metrics.Watches(Model, 1);
        try
        {
            for (TrainingStatus? last = null; last is not { IsRunning: false };)
            {
                var moved = _journal.WhenMoved;
                var status = _journal.Shown.Status;
                var isKnown = status.IsRunning || _journal.IsSaved;
                if (isKnown && (last is null || status.HasMovedSince(last)))
                {
                    yield return status;
                    last = status;
                }
                else
                {
                    await moved.WaitAsync(either.Token);
                }
            }
        }
        finally
        {
            _services.Metrics.Watches(Model, -1);
        }
    }

    public async Task<TrainingStatus> Cancel(CancellationToken cancellationToken = default)
    {
        await _cancel.CancelAsync();
        await _drive.WaitAsync(cancellationToken);
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

    // Kept with the model, so that fold-in weighs as training did, whatever the shop says of its types later.
    private async Task<TrainingOptions> WithOwnTypesAsync(
        TrainingOptions options, CancellationToken cancellationToken)
    {
        var registry = await GrainFactory.GetGrain<IInteractionTypesGrain>(0).Get(cancellationToken);
        return options with { Weights = options.Weights.WithOwn(registry.Types) };
    }

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

        _journal.Restart();
        _drive = DriveAsync(_cancel.Token);
    }

    private async Task DriveAsync(CancellationToken cancel)
    {
        _services.Metrics.Drives(1);
        try
        {
            LogDriving(_logger, Status.RunId, Status.Phase);
            await DriveToEndAsync(cancel);
            LogEnded(_logger, Status.RunId, Status.Phase, Status.Message);
            if (!Status.IsRunning)
            {
                _services.Metrics.Ended(Status);
                await ForgetReminderAsync();
            }
        }
        catch (InconsistentStateException fault)
        {
            LogSuperseded(_logger, fault, Status.RunId);
            DeactivateOnIdle();
        }
        catch (Exception fault)
        {
            // Recorded nowhere, because recording is what failed: the reminder takes the run up again.
            LogLost(_logger, fault, Status.RunId);
            DeactivateOnIdle();
        }
        finally
        {
            _services.Metrics.Drives(-1);
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
                using var driver = new RunDriver(Model, _journal, GrainFactory, _services, _faults);
                await driver.RunAsync(cancel, _handOver.Token);
                return;
            }
            catch (InconsistentStateException fault) when (reread < MaxRereads)
            {
                LogOutdated(_logger, fault, Status.RunId);
                await _journal.RereadAsync();
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
        var before = _journal.State;
        try
        {
            await _journal.SaveAsync(begun);
        }
        catch
        {
            _journal.TakeBack(before);
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task<long> PositionOfAsync(TrainingOptions options, CancellationToken cancellationToken)
    {
        var head = await _services.Log.GetHeadAsync(cancellationToken);
        if (options.AsOfPosition > head)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"AsOfPosition is {options.AsOfPosition}; the log ends at {head}. Give one up to that, or none.");
        }

        return options.AsOfPosition ?? head;
    }

    private async Task<HashSet<string>> TakenIdsAsync(CancellationToken cancellationToken)
    {
        var registry = await GrainFactory.GetGrain<IModelRegistryGrain>(Model).Get(cancellationToken);
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

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,63}$")]
    private static partial Regex NamePattern();
}
