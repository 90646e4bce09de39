namespace Ayni.Engine.Tests.Strict;

public sealed record UnmarkedMessage(string Name);
