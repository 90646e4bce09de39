using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;
using Ayni.Domain.Training;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces.Interactions;
using Ayni.GrainInterfaces.Scenarios;
using Ayni.GrainInterfaces.Training;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Exports;
using Ayni.Storage;
using Ayni.Trainer.Hosting;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Training;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Trainer.Evaluating.Scenarios;

/// <summary>
/// A shop as it was at a moment, served by a silo whose clock stands at it, over data of its own that are deleted
/// afterwards. What answers is what serves.
/// </summary>
internal sealed class PastShop : IAsyncDisposable
{
    /// <summary>
    /// Nobody waits for a page here, and a list must not hang on how busy the machine is.
    /// </summary>
    private static readonly Dictionary<string, string?> Patience = new()
    {
        ["Ayni:Answering:ProductDeadline"] = "00:01:00",
        ["Ayni:Answering:StoreDeadline"] = "00:01:00",
        ["Ayni:Answering:ScanWait"] = "00:01:00",
    };

    private readonly TrainerConsole _console;
    private readonly TrainerConsole _past;
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ayni-evaluate-");
    private readonly StorageOptions _storage;
    private SiloSession? _silo;

    /// <summary>An empty one.</summary>
    /// <param name="console">Times the progress.</param>
    /// <param name="now">The moment.</param>
    public PastShop(TrainerConsole console, DateTimeOffset now)
    {
        (_console, _past) = (console, console with { Time = new PastClock(console.Time, now) });
        _storage = new StorageOptions { DataDirectory = _directory.FullName };
    }

    /// <summary>Calls grains, once it is served.</summary>
    public IGrainFactory Grains =>
        _silo?.Grains ?? throw new InvalidOperationException($"Call {nameof(ServeAsync)} first.");

    /// <summary>Opens the stores, before it is served; the caller closes them.</summary>
    public Task<AyniStorage> OpenStoresAsync(CancellationToken cancellationToken) =>
        AyniStorage.OpenAsync(_storage, _past.Time, cancellationToken);

    /// <summary>Starts the silo, trains as <c>train</c> does, and publishes.</summary>
    /// <param name="options">Options of the run.</param>
    /// <param name="own">Types of interactions that the shop has registered.</param>
    /// <param name="progress">Told of the run.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="AyniException"><c>model_refused</c>: nothing was published; says why.</exception>
    public async Task<TrainingStatus> ServeAsync(
        TrainingOptions options, TypeWeights own, IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        _silo = await SiloSession.StartAsync(_storage, _past, cancellationToken, Patience);
        foreach (var type in own)
            await Grains.GetGrain<IInteractionTypesGrain>(0).Put(type);
        var run = new WatchedRun(Grains.GetGrain<ITrainerGrain>(Domain.Models.ModelNames.Default), _console.Time);
        var status = await run.RunAsync(options, progress, cancellationToken);
        var ended = $"Nothing is served as of the cutoff: training ended as {status.Phase}. {status.Message}";
        if (status.Phase == TrainingPhase.Refused)
            throw new AyniException(ErrorCodes.ModelRefused, ended);
        if (status.Phase != TrainingPhase.Completed)
            throw new InvalidOperationException(ended);

        // An answer takes the trends there are; opening everybody's lists waits until they are counted.
        await _silo.Services.GetRequiredService<IListExporter>().OpenAsync(
            new ListOrder { Scenario = SourceNames.Trending }, cancellationToken);
        return status;
    }

    /// <summary>Takes over what the shop wrote itself, once it is served.</summary>
    /// <param name="scenarios">Scenarios.</param>
    /// <param name="profiles">Profiles of shoppers, by id; those left out have none.</param>
    public async Task TakeAsync(
        IEnumerable<Scenario> scenarios, IReadOnlyDictionary<string, UserProfile> profiles)
    {
        var library = Grains.GetGrain<IScenarioLibraryGrain>(0);
        foreach (var scenario in scenarios.Where(scenario => scenario.Version > 0))
            await library.Put(scenario);
        foreach (var (userId, profile) in profiles)
            await Grains.GetGrain<IUserGrain>(userId).PutProfile(profile);
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null)
            await _silo.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
