namespace Ayni.Engine.Tests;

/// <summary>Tests that share the clock; one after another.</summary>
[CollectionDefinition(Name)]
public sealed class ClockedCollection : ICollectionFixture<ClockedCluster>
{
    public const string Name = "clocked";
}
