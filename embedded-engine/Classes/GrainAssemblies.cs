using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Ayni.EmbeddedEngine.Classes;

/// <summary>
/// Assemblies that may hold grains: the engine's own, and those beside the program that reference it. Looked up on
/// disk because a program need not mention a grain class to host it.
/// </summary>
internal static class GrainAssemblies
{
    private static readonly string Engine = typeof(GrainAssemblies).Assembly.GetName().Name!;

    public static IReadOnlyList<Assembly> Find()
    {
        var found = new Dictionary<string, Assembly>(StringComparer.Ordinal)
        {
            [Engine] = typeof(GrainAssemblies).Assembly,
        };
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (!assembly.IsDynamic && assembly.GetReferencedAssemblies().Any(static name => name.Name == Engine))
                found.TryAdd(assembly.GetName().Name!, assembly);
        }

        foreach (var path in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (!found.ContainsKey(name) && ReferencesEngine(path))
                found.Add(name, Assembly.Load(new AssemblyName(name)));
        }

        return [.. found.Values];
    }

    private static bool ReferencesEngine(string path)
    {
        using var file = File.OpenRead(path);
        using var image = new PEReader(file);
        if (!image.HasMetadata)
            return false;
        var metadata = image.GetMetadataReader();
        return metadata.AssemblyReferences.Any(
            handle => metadata.StringComparer.Equals(metadata.GetAssemblyReference(handle).Name, Engine));
    }
}
