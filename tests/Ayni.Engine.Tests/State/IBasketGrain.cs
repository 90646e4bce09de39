namespace Ayni.Engine.Tests.State;

public interface IBasketGrain : IGrainWithStringKey
{
    Task<Guid> GetActivation();

    Task Put(string product, bool write);

    Task PutElsewhere(string product);

    Task<BasketView> Get();

    Task Reread();

    Task Clear();

    Task Leave();

    /// <summary>Writes as if it had read a state that was replaced since.</summary>
    Task WriteStale();
}
