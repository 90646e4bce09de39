namespace Orleans.Hosting;

/// <summary>Configures memory streams of a client; the embedded ones have nothing to configure.</summary>
public interface IClusterClientMemoryStreamConfigurator;
