using System.Reflection;

namespace Ayni.Silo.Engines;

/// <summary>The engine this program was built on.</summary>
/// <param name="Name"><c>orleans</c> or <c>embedded</c>.</param>
/// <param name="Version">Version of its assembly.</param>
public sealed record EngineInfo(string Name, string Version)
{
    /// <summary>Name of Microsoft Orleans.</summary>
    public const string Orleans = "orleans";

    /// <summary>Name of the in-process engine.</summary>
    public const string Embedded = "embedded";

    /// <summary>The one of this build.</summary>
    public static EngineInfo Current { get; } = new(
#if ENGINE_ORLEANS
        Orleans,
#else
        Embedded,
#endif
        VersionOf(typeof(Grain).Assembly));

    /// <summary>For people: name and version.</summary>
    public string Description => Name == Orleans
        ? $"Microsoft Orleans {Version}"
        : $"embedded engine {Version} (one process; the Microsoft.Orleans packages were not restored)";

    private static string VersionOf(Assembly assembly)
    {
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? assembly.GetName().Version?.ToString()
            ?? "unknown";
        return version.Split('+', ' ')[0].TrimEnd('.');
    }
}
