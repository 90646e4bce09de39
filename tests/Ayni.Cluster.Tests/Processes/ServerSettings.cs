namespace Ayni.Cluster.Tests.Processes;

/// <summary>Where a process runs and what it is told.</summary>
/// <param name="WorkingDirectory">Its working directory.</param>
/// <param name="Environment">Variables on top of ours.</param>
internal sealed record ServerSettings(string WorkingDirectory, IReadOnlyDictionary<string, string> Environment)
{
    public ServerSettings(string workingDirectory)
        : this(workingDirectory, new Dictionary<string, string>())
    {
    }
}
