package io.clusterjar.junit5;

import io.clusterjar.ClientView;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Opens sockets of one simulated client to one address. It is one of Jedis' own because Jedis asks these, and no others, for their address. */
final class VirtualSocketFactory extends DefaultJedisSocketFactory {
    private final ClientView view;
    private final HostAndPort address;
    private final JedisClientConfig config;

    VirtualSocketFactory(ClientView view, HostAndPort address, JedisClientConfig config) {
        super(address, config);
        this.view = view;
        this.address = address;
        this.config = config;
    }

    @Override
    public Socket createSocket() {
        Socket socket = view.socket();
        try {
            socket.connect(
                    new InetSocketAddress(address.getHost(), address.getPort()), config.getConnectionTimeoutMillis());
            socket.setSoTimeout(config.getSocketTimeoutMillis());
            return socket;
        } catch (IOException e) {
            try {
                socket.close();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw new JedisConnectionException("Failed to create socket to " + address + ".", e);
        }
    }

    @Override
    public String toString() {
        return "VirtualSocketFactory{" + address + "}";
    }
}
