namespace Ayni.Engine.Tests;

/// <summary>Tests that share one silo; one after another.</summary>
[CollectionDefinition(Name)]
public sealed class EngineCollection : ICollectionFixture<EngineCluster>
{
    public const string Name = "engine";
}
