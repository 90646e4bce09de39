namespace Ayni.Engine.Tests.Simulation;

public interface ITallyGrain : IGrainWithStringKey
{
    Task<int> Add();

    Task<int> Get();
}
