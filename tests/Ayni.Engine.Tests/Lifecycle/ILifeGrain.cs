namespace Ayni.Engine.Tests.Lifecycle;

public interface ILifeGrain : IGrainWithStringKey
{
    Task<Guid> GetActivation();

    Task Leave();

    Task LeaveWhileBusy(string signal);

    Task KeepFor(TimeSpan time);
}
