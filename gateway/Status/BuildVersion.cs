using System.Reflection;

namespace Ayni.Gateway.Status;

/// <summary>Version of this program.</summary>
internal static class BuildVersion
{
    public static string Current { get; } =
        typeof(BuildVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
