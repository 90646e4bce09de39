using Ayni.Domain.Models;
using Ayni.Domain.Training;
using Ayni.Gateway.Training;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Training;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Ayni.Gateway.Demo;

/// <summary>
/// The demo: a shop, a model, an answer. Run again, it finds what is there and makes only what is missing.
/// </summary>
internal sealed class DemoRun(
    DemoShop shop, DemoReport report, IGrainFactory grains, TrainingWatch watch, IServer server, TimeProvider clock)
{
    private static readonly string[] ShownMetrics = ["blend.ndcg@10", "als.ndcg@10", "popularity.ndcg@10"];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var console = new DemoConsole(clock);
        await shop.EnsureAsync(console, cancellationToken);
        await EnsureModelAsync(console, cancellationToken);
        await report.WriteAsync(Url(), cancellationToken);
        console.Step($"Ready. Ctrl-C stops; started again, it comes up from its data.");
    }

    private async Task EnsureModelAsync(DemoConsole console, CancellationToken cancellationToken)
    {
        var trainer = grains.GetGrain<ITrainerGrain>(ModelNames.Default);
        var status = await trainer.GetStatus(cancellationToken);
        var active = await grains.GetGrain<IModelRegistryGrain>(ModelNames.Default)
            .GetActiveVersion(cancellationToken);
        if (active is not null && !status.IsRunning)
        {
            console.Step($"The model is there: {active}.");
            return;
        }

        if (status.IsRunning)
            console.Step($"Going on with training run {status.RunId} ...");
        else
            console.Step($"Training run {(await trainer.Start(new TrainingOptions(), cancellationToken)).RunId} ...");
        await foreach (var step in watch.FollowAsync(cancellationToken))
        {
            if (step.Phase != status.Phase || step.SweepsDone != status.SweepsDone)
                Report(step, console);
            status = step;
        }
    }

    private static void Report(TrainingStatus step, DemoConsole console)
    {
        if (step.IsRunning)
        {
            var sweeps = $"sweep {step.SweepsDone} of {step.Options?.Sweeps}";
            console.Step($"  {step.Progress,4:P0} {Name(step.Phase)}, {sweeps}");
            return;
        }

        var size = FormattableString.Invariant(
            $"{step.Users:N0} shoppers, {step.Products:N0} products, {step.Pairs:N0} pairs");
        console.Step($"Training {Name(step.Phase)}: {size}.");
        if (step.Message is { } message)
            console.Step($"  {message}");
        var metrics = ShownMetrics.Where(step.Metrics.ContainsKey).Select(name => (name, step.Metrics[name]));
        foreach (var (name, value) in metrics)
            console.Step($"  {name} = {value:F3}");
    }

    private static string Name(TrainingPhase phase) => phase.ToString().ToLowerInvariant();

    private string Url() => server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
}
