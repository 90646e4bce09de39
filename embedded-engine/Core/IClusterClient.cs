namespace Orleans;

/// <summary>A way into the cluster from code that is not a grain.</summary>
public interface IClusterClient : IGrainFactory
{
    IServiceProvider ServiceProvider { get; }
}
