namespace Ayni.Engine.Tests.Turns;

public sealed class TurnGrain : TurnGrainBase, ITurnGrain;
