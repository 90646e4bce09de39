namespace Ayni.Architecture.Tests;

/// <summary>Dependencies point one way: gateway → grain-interfaces ← grains ← silo; the numerics know nobody.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Ayni.Domain"] = [],
        ["Ayni.GrainInterfaces"] = ["Ayni.Domain"],
        ["Ayni.Wire"] = ["Ayni.Domain"],
        ["Ayni.Numerics"] = [],
        ["Ayni.Recommenders"] = ["Ayni.Numerics"],
        ["Ayni.Ranking"] = ["Ayni.Recommenders"],
        ["Ayni.Content"] = ["Ayni.Domain", "Ayni.Numerics"],
        ["Ayni.Content.Onnx"] = ["Ayni.Content"],
        ["Ayni.Data"] = ["Ayni.Domain", "Ayni.Features", "Ayni.Numerics", "Ayni.Preprocessing"],
        ["Ayni.Features"] = ["Ayni.Domain", "Ayni.Content"],
        ["Ayni.Preprocessing"] = ["Ayni.Domain", "Ayni.Numerics"],
        ["Ayni.Quality"] = ["Ayni.Domain"],
        ["Ayni.Filters"] = ["Ayni.Domain"],
        ["Ayni.Grains"] =
        [
            "Ayni.GrainInterfaces", "Ayni.Filters", "Ayni.Content", "Ayni.Features", "Ayni.Numerics",
            "Ayni.Recommenders",
        ],
        ["Ayni.Storage"] = ["Ayni.Domain"],
        ["Ayni.Silo"] = ["Ayni.Wire", "Ayni.Storage", "Ayni.Grains", "Ayni.GrainInterfaces", "Ayni.Content.Onnx"],
        ["Ayni.Gateway"] =
            ["Ayni.GrainInterfaces", "Ayni.Wire", "Ayni.Silo", "Ayni.Data", "Ayni.Features", "Ayni.Quality"],
        ["Ayni.Trainer"] =
        [
            "Ayni.GrainInterfaces", "Ayni.Silo", "Ayni.Data", "Ayni.Content", "Ayni.Content.Onnx", "Ayni.Features",
            "Ayni.Recommenders", "Ayni.Ranking", "Ayni.Quality", "Ayni.Preprocessing",
        ],
    };

    [Fact]
    public void Projects_References_PointOneWay()
    {
        var wrong =
            from project in Repository.Projects
            where !project.Value.Path.StartsWith("tests/", StringComparison.Ordinal)
            from reference in project.Value.Projects
            where !Allowed.TryGetValue(project.Key, out var allowed) || !allowed.Contains(reference)
            select $"{project.Key} → {reference}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Projects_OutsideTests_AreAllInTheTable()
    {
        var unknown = Repository.Projects
            .Where(project => !project.Value.Path.StartsWith("tests/", StringComparison.Ordinal))
            .Select(project => project.Key)
            .Except(Allowed.Keys);

        Assert.Empty(unknown);
    }

    [Theory]
    [InlineData("Ayni.Numerics")]
    [InlineData("Ayni.Recommenders")]
    public void PureLibraries_Packages_AreTheBaseLibraryAlone(string name)
    {
        var project = Repository.Projects[name];

        Assert.Empty(project.Packages.Except(["System.Numerics.Tensors"]));
    }

    [Theory]
    [InlineData("trainer/Ayni.Numerics/")]
    [InlineData("trainer/Ayni.Recommenders/")]
    [InlineData("grains/Ayni.Filters/")]
    [InlineData("trainer/Ayni.Content/")]
    [InlineData("trainer/Ayni.Ranking/")]
    [InlineData("trainer/Ayni.Features/")]
    [InlineData("trainer/Ayni.Content.Onnx/")]
    [InlineData("trainer/Ayni.Preprocessing/")]
    [InlineData("trainer/Ayni.Quality/")]
    public void PureLibraries_Sources_NameNeitherOrleansNorServicesNorClock(string folder)
    {
        string[] banned = ["using Orleans", "Microsoft.Extensions.", "TimeProvider"];
        var wrong =
            from path in Repository.SourceFiles
            where path.StartsWith(folder, StringComparison.Ordinal)
            let text = Repository.Read(path)
            from word in banned
            where text.Contains(word, StringComparison.Ordinal)
            select $"{path}: {word}";

        Assert.Empty(wrong);
    }

    // The round-trip test of every serialised type sees what the grains' tests load, and no further.
    [Fact]
    public void SerializedTypes_StandInTheContractsAndTheGrains()
    {
        string[] folders =
        [
            "grain-interfaces/Ayni.Domain/",
            "grain-interfaces/Ayni.GrainInterfaces/",
            "grains/Ayni.Grains/",
            "tests/",
        ];
        var elsewhere =
            from path in Repository.SourceFiles
            where !folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal))
            where Repository.Read(path).Contains("[GenerateSerializer", StringComparison.Ordinal)
            select path;

        Assert.Empty(elsewhere);
    }

    [Fact]
    public void Namespaces_AreAynis()
    {
        var wrong =
            from path in Repository.SourceFiles
            from line in Repository.Read(path).Split('\n')
            where line.StartsWith("namespace ", StringComparison.Ordinal)
                && !line.StartsWith("namespace Ayni", StringComparison.Ordinal)
            select $"{path}: {line.Trim()}";

        Assert.Empty(wrong);
    }
}
