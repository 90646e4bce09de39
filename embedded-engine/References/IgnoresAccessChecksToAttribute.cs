namespace System.Runtime.CompilerServices;

/// <summary>The runtime knows it by name: an assembly that carries it sees the internals of another.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
