namespace Ayni.Engine.Tests.Workers;

[Collection(EngineCollection.Name)]
public sealed class WorkerTests(EngineCluster engine)
{
    [Fact]
    public async Task Call_WorkerBusy_AnotherActivationOfTheKeyWorks()
    {
        var key = Probe.NewKey();
        var worker = engine.Grains.GetGrain<IWorkerGrain>(0);

        var work = Enumerable.Range(0, 3).Select(i => worker.Work($"{key} {i}", key)).ToArray();
        for (var i = 0; i < work.Length; i++)
            await Probe.Signalled($"{key} {i}");
        Probe.Signal(key);

        Assert.Equal(3, (await Task.WhenAll(work)).Distinct().Count());
    }

    [Fact]
    public async Task Call_AllWorkersBusy_Waits()
    {
        var key = Probe.NewKey();
        var worker = engine.Grains.GetGrain<IWorkerGrain>(1);

        var work = Enumerable.Range(0, 8).Select(i => worker.Work($"{key} {i}", key)).ToArray();
        await await Task.WhenAny(Enumerable.Range(0, 8).Select(i => Probe.Signalled($"{key} {i}")));
        Probe.Signal(key);

        Assert.InRange((await Task.WhenAll(work)).Distinct().Count(), 1, 3);
    }
}
