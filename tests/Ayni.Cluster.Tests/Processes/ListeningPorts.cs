using System.Globalization;

namespace Ayni.Cluster.Tests.Processes;

/// <summary>TCP ports a process listens at, as the kernel has it.</summary>
internal static class ListeningPorts
{
    private const string ListeningState = "0A";
    private const int AddressColumn = 1;
    private const int StateColumn = 3;
    private const int InodeColumn = 9;

    public static IReadOnlySet<int> Of(int process)
    {
        var sockets = Directory.EnumerateFiles($"/proc/{process}/fd")
            .Select(path => new FileInfo(path).LinkTarget)
            .ToHashSet();
        return (
            from table in (string[])["tcp", "tcp6"]
            from line in File.ReadLines($"/proc/{process}/net/{table}").Skip(1)
            let columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            where columns[StateColumn] == ListeningState && sockets.Contains($"socket:[{columns[InodeColumn]}]")
            let port = columns[AddressColumn].Split(':')[^1]
            select int.Parse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .ToHashSet();
    }
}
