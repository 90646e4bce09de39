using System.Diagnostics;

namespace Ayni.Cluster.Tests.Processes;

/// <summary>A file system of its own on a loop device, small enough to be filled; root alone can mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    /// <summary>Reason to give when a test skips.</summary>
    public const string AbsentReason = "A loop file system cannot be mounted here; it takes root and a loop device.";

    private const int FillerBlock = 64 * 1024;

    private readonly string _folder;
    private readonly string _image;

    private SmallDisk(string folder, string image)
    {
        _folder = folder;
        _image = image;
    }

    /// <summary>Where it is mounted.</summary>
    public string Path => _folder;

    private string Filler => System.IO.Path.Combine(_folder, "filler");

    /// <summary>Makes and mounts one.</summary>
    /// <param name="folder">A folder to make it in.</param>
    /// <param name="megabytes">Size.</param>
    /// <returns>The disk; null where none can be mounted.</returns>
    public static async Task<SmallDisk?> TryMountAsync(string folder, int megabytes)
    {
        var image = System.IO.Path.Combine(folder, "disk.img");
        var mount = System.IO.Path.Combine(folder, "disk");
        Directory.CreateDirectory(mount);
        await using (var file = File.Create(image))
            file.SetLength((long)megabytes << 20);
        // No share kept back for root, which would go on where others are refused.
        var isMounted = await RunAsync("mkfs.ext4", "-q", "-m", "0", "-F", image)
            && await RunAsync("mount", "-o", "loop", image, mount);
        return isMounted ? new SmallDisk(mount, image) : null;
    }

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[FillerBlock];
        for (var bytes = FillerBlock; bytes > 0;)
        {
            try
            {
                filler.Write(block, 0, bytes);
                filler.Flush(flushToDisk: true);
            }
            catch (IOException)
            {
                bytes /= 2;
            }
        }
    }

    /// <summary>Gives back what <see cref="Fill"/> took.</summary>
    public void Free() => File.Delete(Filler);

    public void Dispose()
    {
        RunAsync("umount", "--lazy", _folder).GetAwaiter().GetResult();
        File.Delete(_image);
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
