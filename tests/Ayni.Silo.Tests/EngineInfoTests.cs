using Ayni.Silo.Engines;

namespace Ayni.Silo.Tests;

public sealed class EngineInfoTests
{
    [Fact]
    public void Current_NamesTheEngineOfThisBuildAndWhy()
    {
        var engine = EngineInfo.Current;

#if ENGINE_ORLEANS
        Assert.Equal(EngineInfo.Orleans, engine.Name);
#else
        Assert.Equal(EngineInfo.Embedded, engine.Name);
#endif
        Assert.NotEmpty(engine.Version);
        Assert.NotEmpty(engine.Reason);
        Assert.EndsWith($"because {engine.Reason}", engine.Description, StringComparison.Ordinal);
    }
}
