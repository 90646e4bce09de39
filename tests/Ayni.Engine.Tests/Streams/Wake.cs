namespace Ayni.Engine.Tests.Streams;

[GenerateSerializer]
public sealed record Wake(string From, int Number);
