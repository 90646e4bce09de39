using System.Xml.Linq;

namespace Ayni.Architecture.Tests;

/// <summary>The checkout these tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Source files, build output left out; paths relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> SourceFiles { get; } = Find("*.cs");

    public static IReadOnlyList<string> Find(string pattern) =>
        [.. Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "artifacts" or "bin" or "obj" or ".git"))
            .Order(StringComparer.Ordinal)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>What each project names itself, by project name without extension.</summary>
    public static IReadOnlyDictionary<string, ProjectFile> Projects { get; } = Find("*.csproj")
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), ReadProject, StringComparer.Ordinal);

    private static ProjectFile ReadProject(string path)
    {
        var project = XDocument.Parse(Read(path));
        string[] Includes(string element) => [.. project.Descendants(element)
            .Select(reference => reference.Attribute("Include")?.Value)
            .OfType<string>()];
        return new ProjectFile(
            path,
            [.. Includes("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference))],
            Includes("PackageReference"));
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException(
            $"No folder above '{AppContext.BaseDirectory}' holds Orleans.sln; run these tests from the checkout.");
    }
}
