namespace Ayni.Engine.Tests.Clusters;

public interface INeighbourGrain : IGrainWithStringKey
{
    Task<string> GetSilo();
}
