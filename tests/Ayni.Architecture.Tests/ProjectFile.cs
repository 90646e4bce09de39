namespace Ayni.Architecture.Tests;

/// <summary>What a project file names.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Projects">Names of the projects it references.</param>
/// <param name="Packages">Ids of the packages it references.</param>
public sealed record ProjectFile(string Path, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages);
