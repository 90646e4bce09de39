using Orleans.Concurrency;

namespace Ayni.Engine.Tests.Turns;

[Reentrant]
public sealed class ReentrantTurnGrain : TurnGrainBase, IReentrantTurnGrain;
