using System.Reflection;

namespace Ayni.Gateway.Status;

/// <summary>Version of this program.</summary>
internal static class BuildVersion
{
    /// <summary>With the commit it was built from.</summary>
    public static string Current { get; } =
        typeof(BuildVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The number alone.</summary>
    public static string Number { get; } = Current.Split('+')[0];
}
