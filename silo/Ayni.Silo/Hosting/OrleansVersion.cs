using System.Reflection;

namespace Ayni.Silo.Hosting;

/// <summary>The Microsoft Orleans that runs the grains.</summary>
public static class OrleansVersion
{
    /// <summary>Version of its assembly, such as 10.4.2.</summary>
    public static string Current { get; } =
        typeof(Grain).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+', ' ')[0].TrimEnd('.');
}
