namespace Ayni.Engine.Tests.Simulation;

public interface ICarelessTallyGrain : ITallyGrain;
