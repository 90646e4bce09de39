using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Ayni.Engine.Tests.State;

public sealed class BasketGrain(
    [PersistentState("basket")] IPersistentState<Basket> basket,
    [PersistentState("wishes", "other")] IPersistentState<Basket> wishes) : Grain, IBasketGrain, IDisposable
{
    private readonly Guid _activation = Guid.NewGuid();

    public Task<Guid> GetActivation() => Task.FromResult(_activation);

    public async Task Put(string product, bool write)
    {
        basket.State.Products.Add(product);
        basket.State.Total++;
        if (write)
            await basket.WriteStateAsync();
    }

    public async Task PutElsewhere(string product)
    {
        wishes.State.Products.Add(product);
        await wishes.WriteStateAsync();
    }

    public Task<BasketView> Get() => Task.FromResult(new BasketView(
        [.. basket.State.Products], basket.State.Total, basket.RecordExists, basket.Etag, wishes.RecordExists));

    public Task Reread() => basket.ReadStateAsync();

    public Task Clear() => basket.ClearStateAsync();

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task WriteStale()
    {
        var storage = ServiceProvider.GetRequiredService<IGrainStorage>();
        var stored = new GrainState<Basket>();
        await storage.ReadStateAsync("basket", this.GetGrainId(), stored);
        stored.State!.Total = 100;
        await storage.WriteStateAsync("basket", this.GetGrainId(), stored);
        await basket.WriteStateAsync();
    }

    public void Dispose() => Probe.Signal($"{this.GetPrimaryKeyString()} disposed");
}
