namespace Ayni.Engine.Tests.Turns;

public interface IReentrantTurnGrain : ITurnGrain;
