namespace Ayni.Engine.Tests.Workers;

public interface IWorkerGrain : IGrainWithIntegerKey
{
    Task<Guid> Work(string begun, string release);
}
