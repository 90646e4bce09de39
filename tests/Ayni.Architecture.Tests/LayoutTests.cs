namespace Ayni.Architecture.Tests;

/// <summary>The top of the repository holds the agreed folders and what tools demand there, nothing else.</summary>
public sealed class LayoutTests
{
    private const int MaxFolderReadmeLines = 60;

    private static readonly string[] Folders =
    [
        ".ci", ".git", "artifacts", "deploy", "gateway", "grain-interfaces", "grains", "silo", "tests", "trainer",
    ];

    private static readonly string[] Files =
    [
        ".dockerignore", ".editorconfig", ".gitattributes", ".gitignore", "BannedSymbols.txt", "Directory.Build.props",
        "Directory.Packages.props", "LICENSE", "Orleans.sln", "README.md", "docker-compose.yml", "global.json",
    ];

    /// <summary>Made by running the program in the checkout; git ignores them.</summary>
    private static readonly string[] Ignored =
        ["ayni-data", "ayni-demo", "data", "TestResults", ".vs", ".vscode", ".idea"];

    [Fact]
    public void Top_Folders_AreTheAgreedOnes() =>
        Assert.Empty(Directory.EnumerateDirectories(Repository.Root).Select(Path.GetFileName)
            .Except(Folders).Except(Ignored));

    [Fact]
    public void Top_Files_AreTheAgreedOnes() =>
        Assert.Empty(Directory.EnumerateFiles(Repository.Root).Select(Path.GetFileName)
            .Except(Files).Except([".git"]));

    [Theory]
    [InlineData("deploy")]
    [InlineData("gateway")]
    [InlineData("grain-interfaces")]
    [InlineData("grains")]
    [InlineData("silo")]
    [InlineData("tests")]
    [InlineData("trainer")]
    public void Folder_HasReadme(string folder) =>
        Assert.True(File.Exists(Path.Combine(Repository.Root, folder, "README.md")), $"{folder}/README.md is missing");

    [Fact]
    public void FolderReadmes_AreShort()
    {
        var tooLong =
            from path in Repository.Find("README.md")
            where path != "README.md"
            let lines = Repository.Read(path).TrimEnd().Split('\n').Length
            where lines > MaxFolderReadmeLines
            select $"{path}: {lines} lines, at most {MaxFolderReadmeLines}";

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Solution_HoldsEveryProject()
    {
        var solution = Repository.Read("Orleans.sln").Replace('\\', '/');
        var missing = Repository.Projects.Values
            .Select(project => project.Path)
            .Where(path => !solution.Contains(path, StringComparison.Ordinal));

        Assert.Empty(missing);
    }
}
