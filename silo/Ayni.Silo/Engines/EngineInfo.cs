using System.Reflection;

namespace Ayni.Silo.Engines;

/// <summary>The engine this program was built on.</summary>
/// <param name="Name"><c>orleans</c> or <c>embedded</c>.</param>
/// <param name="Version">Version of its assembly.</param>
/// <param name="Reason">Why the build chose it.</param>
public sealed record EngineInfo(string Name, string Version, string Reason)
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
        VersionOf(typeof(Grain).Assembly),
        ReasonOfThisBuild());

    /// <summary>For people: name, version and reason.</summary>
    public string Description => Name == Orleans
        ? $"Microsoft Orleans {Version}, because {Reason}"
        : $"embedded engine {Version} (one process), because {Reason}";

    private static string ReasonOfThisBuild() =>
        typeof(EngineInfo).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "EngineReason").Value!;

    private static string VersionOf(Assembly assembly)
    {
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? assembly.GetName().Version?.ToString()
            ?? "unknown";
        return version.Split('+', ' ')[0].TrimEnd('.');
    }
}
