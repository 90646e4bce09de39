namespace Ayni.Engine.Tests;

/// <summary>Tests that share the silo; one after another, because they share its clock.</summary>
[CollectionDefinition(Name)]
public sealed class EngineCollection : ICollectionFixture<EngineCluster>
{
    public const string Name = "engine";
}
