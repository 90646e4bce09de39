namespace Ayni.Engine.Tests.Clusters;

public interface IPlacedGrain : IGrainWithStringKey
{
    Task<string> GetSilo();

    Task<Guid> GetActivation();

    Task Put(int value);

    Task<int> Get();

    [ResponseTimeout("00:00:05")]
    Task HangUntil(string signal);

    /// <summary>Silo of a grain that wants to be near its first caller.</summary>
    Task<string> GetSiloOfNeighbour(string key);
}
