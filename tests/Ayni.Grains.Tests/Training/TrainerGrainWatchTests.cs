using System.Diagnostics.Metrics;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Hosting;

namespace Ayni.Grains.Tests.Training;

/// <summary>A run is watched to its one end, from whichever silo drives it.</summary>
public sealed class TrainerGrainWatchTests
{
    [Fact]
    public async Task Watch_WholeRun_ShowsEveryPhaseAndOneEnd()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 2);
        await shop.Trainer.Start(TrainingShop.Options);

        var seen = await WatchAsync(shop.Trainer);

        Assert.Equal(TrainingPhase.Completed, seen[^1].Phase);
        Assert.All(seen[..^1], status => Assert.True(status.IsRunning));
        Assert.Contains(seen, status => status.Phase == TrainingPhase.Sweep);
        var progress = seen.ConvertAll(status => status.Progress);
        Assert.Equal(progress.Order(), progress);
        Assert.Equal(1, progress[^1]);
    }

    [Fact]
    public async Task Watch_NoRunUnderWay_ShowsWhatIsAndEnds()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1, filled: false);

        Assert.Equal(TrainingPhase.Idle, Assert.Single(await WatchAsync(shop.Trainer)).Phase);
    }

    [Fact]
    public async Task Watch_WatcherLeaves_EndsOnTheSilo()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        var trainer = shop.Cluster.Grains.GetGrain<ITrainerGrain>("left");
        var hold = shop.Gate.HoldWrite(write => write.IsCheckpoint(2));
        await trainer.Start(TrainingShop.Options);
        await hold.Reached.Task.WaitAsync(TrainingShop.Patience);
        using var watchers = new Watchers("left");

        await foreach (var status in trainer.Watch())
        {
            Assert.True(status.IsRunning);
            break;
        }

        await watchers.Gone.WaitAsync(TrainingShop.Patience);
        var ended = shop.WhenCleanedUp();
        hold.Release();
        await ended.WaitAsync(TrainingShop.Patience);
        Assert.Equal(TrainingPhase.Completed, (await trainer.GetStatus()).Phase);
    }

    [Fact]
    public async Task Watch_Cancelled_EndsOnTheSilo()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        var trainer = shop.Cluster.Grains.GetGrain<ITrainerGrain>("cancelled");
        var hold = shop.Gate.HoldWrite(write => write.IsCheckpoint(2));
        await trainer.Start(TrainingShop.Options);
        await hold.Reached.Task.WaitAsync(TrainingShop.Patience);
        using var watchers = new Watchers("cancelled");
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var status in trainer.Watch(cancel.Token))
                await cancel.CancelAsync();
        });

        await watchers.Gone.WaitAsync(TrainingShop.Patience);
        var ended = shop.WhenCleanedUp();
        hold.Release();
        await ended.WaitAsync(TrainingShop.Patience);
    }

    [Fact]
    public async Task FollowAsync_SiloOfTheTrainerKilled_GoesOnToTheOneEnd()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 3);
        var (trainer, silo) = await shop.TrainerOffPrimaryAsync();
        var hold = shop.Gate.HoldWrite(write => write.IsCheckpoint(4));
        await trainer.Start(TrainingShop.Options);
        var held = await hold.Reached.Task.WaitAsync(TrainingShop.Patience);
        var seen = new List<TrainingStatus>();
        var watched = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var following = FollowAsync();
        await watched.Task.WaitAsync(TrainingShop.Patience);

        await shop.KillAsync(silo);
        if (held.Silo.Equals(silo))
            hold.Lose();
        else
            hold.Release();

        await following.WaitAsync(TrainingShop.Patience);
        Assert.Equal(TrainingPhase.Completed, seen[^1].Phase);
        Assert.All(seen[..^1], status => Assert.True(status.IsRunning));

        async Task FollowAsync()
        {
            await foreach (var status in trainer.FollowAsync(TimeProvider.System))
            {
                seen.Add(status);
                watched.TrySetResult();
            }
        }
    }

    private static async Task<List<TrainingStatus>> WatchAsync(ITrainerGrain trainer)
    {
        using var patience = new CancellationTokenSource(TrainingShop.Patience);
        var seen = new List<TrainingStatus>();
        await foreach (var status in trainer.Watch(patience.Token))
            seen.Add(status);
        return seen;
    }

    /// <summary>Hears how many watch a model.</summary>
    private sealed class Watchers : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Watchers(string model)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == GrainInstruments.TrainingWatchers)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<int>((_, change, tags, _) =>
            {
                if (change < 0 && tags.Length == 1 && tags[0].Value is string of && of == model)
                    _gone.TrySetResult();
            });
            _listener.Start();
        }

        public Task Gone => _gone.Task;

        public void Dispose() => _listener.Dispose();
    }
}
